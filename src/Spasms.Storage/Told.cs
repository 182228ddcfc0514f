namespace Spasms.Storage;

/// <summary>
/// Tells waiters on the pool what came of a group, and never on the thread that keeps the next one. A thread tells a few of them
/// one after the other: a thread for each would be woken for less than the waking costs.
/// </summary>
internal static class Told
{
    private const int ByOne = 8;

    /// <summary>Has all of them told.</summary>
    /// <param name="waiting">May be used again at once.</param>
    /// <param name="tell">Lets one go on, as far as it goes without waiting.</param>
    public static void Each<T>(List<T> waiting, Action<T> tell)
    {
        for (var at = 0; at < waiting.Count; at += ByOne)
        {
            ThreadPool.UnsafeQueueUserWorkItem(new Few<T>(waiting[at..Math.Min(waiting.Count, at + ByOne)], tell), preferLocal: false);
        }
    }

    private sealed class Few<T>(List<T> waiting, Action<T> tell) : IThreadPoolWorkItem
    {
        public void Execute() => waiting.ForEach(tell);
    }
}
