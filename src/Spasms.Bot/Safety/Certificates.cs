using System.Collections.Concurrent;
using Spasms.Dialog.Triage;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot.Safety;

/// <summary>
/// The certificate of each triage version that is asked for, worked out once and beside the serving. It takes seconds, so a page
/// waits only a little for it and else says that it is coming.
/// </summary>
internal sealed class Certificates
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Lazy<Task<Certificate>>> _made = new(StringComparer.Ordinal);

    /// <summary>The certificate of a book, or null while it is being worked out.</summary>
    public async Task<Certificate?> FindAsync(TriageBook book)
    {
        var making = _made.GetOrAdd(book.Hash, _ => new Lazy<Task<Certificate>>(() => Task.Run(() => Certifier.Certify(book)))).Value;
        await Task.WhenAny(making, Task.Delay(Patience));
        return making.IsCompletedSuccessfully ? await making : null;
    }
}
