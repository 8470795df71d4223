// Runs beside each other.

export default {
  "duel.start": "Train both",
  "duel.pause": "Pause",
  "duel.again": "Again",
  "duel.other_seed": "Another seed",
};
