"""Where client tools are installed: an environment per lock file, in a cache that all clones share.

Standard library only, because set-up uses it before anything of this project is installed.
"""

from gateway_docs.environments.environment import (
    LOCKS,
    Environment,
    NotInstalled,
    cache,
    environments,
    environments_of,
    verify_named,
)

__all__ = ["LOCKS", "Environment", "NotInstalled", "cache", "environments", "environments_of", "verify_named"]
