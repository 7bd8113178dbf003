"""Running cases on Temporal, an engine that is durable and has many workers. Needs the extra `temporal`.

Every worker drives the same machine as a rehearsal; Temporal keeps what happened, so that a case outlives any of them.
"""
