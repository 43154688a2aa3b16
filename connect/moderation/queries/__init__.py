"""Reading what moderation knows."""
