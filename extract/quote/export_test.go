package quote

// Shared is what tests outside the package use of its tests.
var Shared = shared
