"""What a run writes down about itself, in the lake and for whoever looks on."""
