package dev.limen.histfactory;

/** What happens to channels, observations and measurements that two workspaces have in common when they are combined. */
public enum Join {
    /** Nothing may be in common. */
    NONE("none"),
    /** What is the same on both sides is taken once; what has the same name and is not the same is an error. */
    OUTER("outer"),
    /** The left workspace's is taken, whatever the right one's is. */
    LEFT_OUTER("left outer"),
    /** The right workspace's is taken, whatever the left one's is. */
    RIGHT_OUTER("right outer");

    private final String spelling;

    Join(String spelling) {
        this.spelling = spelling;
    }

    /** The reference implementation's name, as {@code left outer}. */
    public String spelling() {
        return spelling;
    }

    /** Whether what one side says may be dropped. */
    public boolean unsafe() {
        return this == LEFT_OUTER || this == RIGHT_OUTER;
    }
}
