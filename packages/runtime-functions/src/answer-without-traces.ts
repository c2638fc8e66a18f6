/**
 * Whatever serves the functions is Express, which shows a stranger our stack, and where our files are, wherever NODE_ENV does not
 * say that this is production. Nothing that a deployment forgets to set may decide that.
 */
process.env.NODE_ENV ??= "production";
