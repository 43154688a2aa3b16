// Starts Turbo (pages without reload) and Stimulus (behaviour by data-controller).
import "@hotwired/turbo"
import { Application } from "@hotwired/stimulus"

import AutosubmitController from "./controllers/autosubmit_controller"
import FlashController from "./controllers/flash_controller"
import MenuController from "./controllers/menu_controller"

const application = Application.start()
application.register("autosubmit", AutosubmitController)
application.register("flash", FlashController)
application.register("menu", MenuController)
