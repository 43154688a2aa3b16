// Starts Turbo (pages without reload) and Stimulus (behaviour by data-controller).
import "@hotwired/turbo"
import { Application } from "@hotwired/stimulus"

import AnsweringController from "./controllers/answering_controller"
import ArrivalsController from "./controllers/arrivals_controller"
import ComposerController from "./controllers/composer_controller"
import ConnectionController from "./controllers/connection_controller"
import CopyController from "./controllers/copy_controller"
import DraftController from "./controllers/draft_controller"
import EditorController from "./controllers/editor_controller"
import FacetsController from "./controllers/facets_controller"
import FilesController from "./controllers/files_controller"
import FlashController from "./controllers/flash_controller"
import LiveController from "./controllers/live_controller"
import MeanwhileController from "./controllers/meanwhile_controller"
import MentionController from "./controllers/mention_controller"
import MenuController from "./controllers/menu_controller"
import MineController from "./controllers/mine_controller"
import PeopleCardController from "./controllers/people_card_controller"
import PresenceController from "./controllers/presence_controller"
import PreviewController from "./controllers/preview_controller"
import QuoteController from "./controllers/quote_controller"
import ReadingController from "./controllers/reading_controller"
import RowsController from "./controllers/rows_controller"
import "./drawn_links"
import "./focus"
import { registerWhereNeeded } from "./lazy_controllers"
import "./opens_at"
import "./stream_actions"

const application = Application.start()
application.register("answering", AnsweringController)
application.register("arrivals", ArrivalsController)
application.register("composer", ComposerController)
application.register("connection", ConnectionController)
application.register("copy", CopyController)
application.register("draft", DraftController)
application.register("editor", EditorController)
application.register("facets", FacetsController)
application.register("files", FilesController)
application.register("flash", FlashController)
application.register("live", LiveController)
application.register("meanwhile", MeanwhileController)
application.register("mention", MentionController)
application.register("menu", MenuController)
application.register("mine", MineController)
application.register("people-card", PeopleCardController)
application.register("presence", PresenceController)
application.register("preview", PreviewController)
application.register("quote", QuoteController)
application.register("reading", ReadingController)
application.register("rows", RowsController)
registerWhereNeeded(application)

navigator.serviceWorker?.register("/service-worker.js")
