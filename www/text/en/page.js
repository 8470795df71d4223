// The page around everything: its header, and the pages that it holds.

export default {
  "page.title": "Saddle: train a GAN in this page",
  "page.idea": "Two networks, one game: train a GAN in this page.",
  "page.to_run": "To the run",
  "page.pages": "Pages",
  "page.lost": "This page did not load. Reload it to try again.",
  "page.dark": "Dark",
  "page.projector": "Projector",
  "page.projector_help": "Larger type and fewer things, for a lecture room",

  "route.training": "Train",
  "route.learn": "Learn",
  "route.learn_title": "Learn: lessons, tips and the words of GANs. Saddle",
  "route.games": "Games",
  "route.games_title": "Games: the theory behind GANs. Saddle",
  "route.gallery": "Repair",
  "route.gallery_title": "Broken runs to repair. Saddle",
};
