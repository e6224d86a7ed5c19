"""What figures come to: relation, context, verdict, camps and reasons."""
