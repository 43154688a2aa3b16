"""Everything in one process: the app, and the worker's loop beside it. For `connect run`."""

import gevent

from connect import create_app, worker

app = create_app()
gevent.spawn(worker.run, app)
