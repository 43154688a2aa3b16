// Behaviour that few pages have is fetched by those that have it.
const LAZY = {
  desk: () => import("./controllers/desk_controller"),
  order: () => import("./controllers/order_controller"),
}

export function registerWhereNeeded(application) {
  const fetched = new Set()
  const look = () => {
    for (const [name, fetch] of Object.entries(LAZY)) {
      if (fetched.has(name) || !document.querySelector(`[data-controller~=${name}]`)) continue
      fetched.add(name)
      fetch().then(
        ({ default: Controller }) => application.register(name, Controller),
        () => fetched.delete(name),
      )
    }
  }
  document.addEventListener("turbo:load", look)
  look()
}
