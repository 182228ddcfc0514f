using System.Text;
using Spasms.Knowledge;

namespace Spasms.Dialog.Privacy;

/// <summary>
/// Takes e-mail addresses, phone numbers and card numbers out of a person's words, so that none is kept or shown again.
/// Runs after the red-flag scan (I1). Service numbers of the country packs, and numbers that are plainly ages, doses, scales,
/// dates or spans of time, are nobody's own and stay.
/// </summary>
public static class PersonalData
{
    /// <summary>What stands in the place of what was taken out.</summary>
    public const string Removed = "[removed]";

    // Seven digits are the fewest that a phone number has.
    private const int FewestDigits = 7;
    private const int MostPasses = 4;

    /// <summary>The words without personal data. A second time over its own result it changes nothing.</summary>
    /// <param name="knowledge">Its country packs say which numbers are nobody's own.</param>
    /// <param name="text">The words.</param>
    public static string Remove(KnowledgeBase knowledge, string text)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(text);

        // What was taken out no longer stands between its neighbours, which may be read otherwise then.
        for (var pass = 0; pass < MostPasses && MayHold(text); pass++)
        {
            var found = new List<(int Start, int End)>();
            MailAddresses.Find(text, found);
            var services = ServiceNumbers.Of(knowledge);
            foreach (var run in NumberRuns.In(text))
            {
                PhoneNumbers.Find(text, run, services, found);
            }

            if (found.Count == 0)
            {
                break;
            }

            text = Cut(text, found);
        }

        return text;
    }

    private static bool MayHold(string text)
    {
        if (text.AsSpan().ContainsAny('@', '\uFF20'))
        {
            return true;
        }

        var digits = 0;
        foreach (var c in text)
        {
            if (char.IsDigit(c) && ++digits == FewestDigits)
            {
                return true;
            }
        }

        return text.Contains("dot", StringComparison.OrdinalIgnoreCase);
    }

    private static string Cut(string text, List<(int Start, int End)> found)
    {
        found.Sort();
        var rest = new StringBuilder(text.Length);
        var done = 0;
        foreach (var (start, end) in found)
        {
            if (start >= done)
            {
                rest.Append(text, done, start - done).Append(Removed);
            }

            done = Math.Max(done, end);
        }

        return rest.Append(text, done, text.Length - done).ToString();
    }
}
