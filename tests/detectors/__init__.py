"""Tests of quizgen.detectors; a package, so that its modules may be called like those of other stages."""
