// Behaviour that few pages have is fetched by those that have it. It comes a moment after the page: each looks, when
// it connects, at what was done before.
const LAZY = {
  chips: () => import("./controllers/chips_controller"),
  colleague: () => import("./controllers/colleague_controller"),
  crop: () => import("./controllers/crop_controller"),
  desk: () => import("./controllers/desk_controller"),
  municipality: () => import("./controllers/municipality_controller"),
  onward: () => import("./controllers/onward_controller"),
  foremost: () => import("./controllers/foremost_controller"),
  order: () => import("./controllers/order_controller"),
  parts: () => import("./controllers/parts_controller"),
  passkey: () => import("./controllers/passkey_controller"),
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
