package dev.limen.autodiff;

/** A kernel that can take what another one, which always runs before it, has made of the same inputs. */
public interface FollowingKernel extends Kernel {

    /**
     * Offers a kernel whose latest run is always on the numbers of this one's next.
     *
     * @param shared how many of the first inputs are the same for both
     */
    void follow(Kernel earlier, int shared);
}
