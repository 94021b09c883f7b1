//! What is published of the organisation, against somebody who tries to learn more.
