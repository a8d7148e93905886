"""One tag for allauth's templates: our shell around their content."""
