"""What the interfaces for machines and for people share: replies, kept answers, threads, clocks, and the door before them."""
