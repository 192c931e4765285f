/** Where the pages are, with a slash at the end: what the server has put into `<base>`. */
const pages = new URL(document.baseURI);

/** The path of the pages, such as `/ui` or `/relay/ui`. */
export const pagesPath = pages.pathname.replace(/\/$/, '');

/** The URL of the API, whose paths begin with a slash: the folder above that of the pages. */
export const apiUrl = new URL('..', pages).href.replace(/\/$/, '');
