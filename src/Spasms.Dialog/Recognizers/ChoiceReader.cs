using System.Collections.Immutable;

namespace Spasms.Dialog.Recognizers;

/// <summary>Reads which options a text names. A denied one ("no fever") is not chosen.</summary>
internal static class ChoiceReader
{
    /// <summary>Id of the words for what the list doesn't hold: someone who takes "just paracetamol" takes none of these.</summary>
    public const string Nothing = "none";

    private const int DenialReach = 5;

    /// <summary>One option; two different ones are ambiguous.</summary>
    public static Reading ReadOne(Said said, ImmutableArray<Choosable> options)
    {
        var (named, _) = Named(said, options);
        return named.Length switch
        {
            1 => new Reading.Chosen(named),
            > 1 => new Reading.Ambiguous(),
            _ when YesNoReader.IsNotSure(said) => new Reading.NotSure(),
            _ when YesNoReader.Read(said) is Reading.Truth { Yes: false } && YesNoReader.IsPlainNo(said) => new Reading.None(),
            _ => new Reading.Unread(),
        };
    }

    /// <summary>Any number of options, or none of them.</summary>
    public static Reading ReadMany(Said said, ImmutableArray<Choosable> options)
    {
        var (named, denied) = Named(said, options);
        if (named.Any(n => n != Nothing))
        {
            return new Reading.Chosen(named.Remove(Nothing));
        }

        if (YesNoReader.IsNotSure(said))
        {
            return new Reading.NotSure();
        }

        // "No chest pain" says nothing of the other options; "none of these" does.
        if (named.Contains(Nothing) || said.HasAny("all fine", "all good", "all clear", "no problems", "no issues", "none", "nothing", "neither", "none of them", "none of these", "not any", "no to all") || (YesNoReader.IsPlainNo(said) && denied.IsEmpty))
        {
            return new Reading.None();
        }

        return denied.IsEmpty && YesNoReader.Read(said) is not Reading.Truth ? new Reading.Unread() : new Reading.Ambiguous();
    }

    /// <summary>The options named and not denied, and those denied, in the options' order.</summary>
    /// <param name="said">The words.</param>
    /// <param name="options">What may be named.</param>
    /// <param name="story">True where nobody asked: what is only feared ("worried it is ALS") is then not named.</param>
    public static (ImmutableArray<string> Named, ImmutableArray<string> Denied) Named(Said said, ImmutableArray<Choosable> options, bool story = false)
    {
        // The longest phrase wins where several overlap: "brain stem" is no "brain".
        var hits = new List<(int First, int Length, string Option)>();
        foreach (var option in options)
        {
            foreach (var phrase in option.Words)
            {
                foreach (var first in phrase.Length == 0 ? [] : said.Find(phrase))
                {
                    hits.Add((first, 1 + phrase.AsSpan().Count(' ') - (phrase.EndsWith('.') ? 1 : 0), option.Id));
                }
            }
        }

        if (hits.Count == 0)
        {
            return ([], []);
        }

        var named = new HashSet<string>(StringComparer.Ordinal);
        var denied = new HashSet<string>(StringComparer.Ordinal);
        var taken = new bool[said.Count];
        foreach (var (first, length, option) in hits.OrderByDescending(h => h.Length).ThenBy(h => h.First))
        {
            if (Enumerable.Range(first, length).Any(i => taken[i]))
            {
                continue;
            }

            for (var i = first; i < first + length; i++)
            {
                taken[i] = hits.Count(h => h.First == first && h.Length == length) == 1;
            }

            (IsDenied(said, first) || (story && IsFeared(said, first)) ? denied : named).Add(option);
        }

        denied.ExceptWith(named);
        return ([.. options.Select(o => o.Id).Where(named.Contains)], [.. options.Select(o => o.Id).Where(denied.Contains)]);
    }

    private static bool IsFeared(Said said, int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - DenialReach && !said.BreaksBefore(i + 1); i--)
        {
            if (said[i] is "worried" or "worry" or "scared" or "afraid" or "fear" or "wonder" or "wondering" or "could" or "might" or "maybe" or "googled" or "cause" or "causes")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a word stands under "no", "not", "without" in its own clause.</summary>
    public static bool IsDenied(Said said, int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - DenialReach; i--)
        {
            if (said.BreaksBefore(i + 1) || said[i] is "but" or "yes" or "just" or "only" or "except" or "although" or "because" or "since" or "after" or "when")
            {
                return false;
            }

            if (said[i] is "no" or "not" or "never" or "without" or "dont" or "doesnt" or "isnt" or "havent" or "hasnt" or "didnt" or "wasnt" or "arent" or "nor" or "neither" or "nope" or "denies" or "zero")
            {
                // "can't stop", "not only" and "no, ..." deny nothing that follows.
                return said[i + 1] is not ("only" or "just" or "sure");
            }
        }

        return false;
    }
}
