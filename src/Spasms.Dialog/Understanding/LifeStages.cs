using System.Collections.Immutable;
using System.Globalization;
using Spasms.Dialog.Answers;

namespace Spasms.Dialog.Understanding;

/// <summary>Whom a number stands for: "I am 30 weeks" is pregnant, "my son is 6" a child, "my mum is 80" an older person.</summary>
internal static class LifeStages
{
    private const int Oldest = 110;
    private const int Old = 65;
    private const int Grown = 13;
    private const int FirstWeek = 4;
    private const int LastWeek = 42;

    /// <summary>The topic that stands for them; null when no number tells. Linear in the words.</summary>
    public static int? Find(AnswerTables tables, ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Role(tables, words, i, number) is { } role
                && role.Length > 0 && tables.TopicOf.TryGetValue(role[0], out var topic))
            {
                return topic;
            }
        }

        return null;
    }

    private static ImmutableArray<string>? Role(AnswerTables tables, ReadOnlySpan<string> words, int at, int number)
    {
        var (next, afterNext) = (At(words, at + 1), At(words, at + 2));
        if (next is "week" or "wk" or "wks")
        {
            return number is >= FirstWeek and <= LastWeek && (afterNext is "pregnant" or "gone" or "along" or "preg" or "pg" || (IsSaidOfHer(words, at) && afterNext is not ("old" or "post" or "after" or "since" or "ago" or "into" or "in")))
                ? tables.Roles.Expecting : null;
        }

        var years = next is "year" or "yr" or "yrs" && afterNext is "old" or "of" or "young" || next is "yo" or "y/o" or "yrold";
        if (!years && (!IsSaidOfAPerson(words, at) || IsUnit(next)))
        {
            return null;
        }

        return number is >= Old and <= Oldest ? tables.Roles.Old : number is > 0 and < Grown ? tables.Roles.Young : null;
    }

    // "I'm 30 weeks", "my wife is about 30 weeks".
    private static bool IsSaidOfHer(ReadOnlySpan<string> words, int at)
    {
        var before = Before(words, at);
        return At(words, before) is "im" or "shes" || (At(words, before) is "am" or "is" && At(words, before - 1) is "i" or "she" or "wife" or "daughter" or "sister" or "friend" or "partner" or "girlfriend" or "missus");
    }

    // "She is 82", "aged 70", "my mum is nearly 80".
    private static bool IsSaidOfAPerson(ReadOnlySpan<string> words, int at)
    {
        var before = Before(words, at);
        return At(words, before) is "im" or "shes" or "hes" or "aged" or "age" or "turning" or "turned"
            || (At(words, before) is "is" or "am" or "was" && At(words, before - 1) is "i" or "she" or "he" or "who" or "mum" or "mom" or "mam" or "mother" or "dad" or "father" or "nan" or "gran" or "grandma" or "granny" or "grandad" or "grandpa" or "husband" or "wife" or "son" or "daughter" or "boy" or "girl" or "aunt" or "uncle" or "neighbour" or "neighbor" or "kid" or "child" or "brother" or "sister");
    }

    private static int Before(ReadOnlySpan<string> words, int at) =>
        At(words, at - 1) is "about" or "around" or "nearly" or "almost" or "now" or "only" or "just" or "over" or "also" ? at - 2 : at - 1;

    private static bool IsUnit(string word) =>
        word is "day" or "month" or "hour" or "minute" or "min" or "second" or "mg" or "time" or "stone" or "kg" or "percent" or "ft" or "foot" or "mile";

    private static string At(ReadOnlySpan<string> words, int at) => at >= 0 && at < words.Length ? words[at] : "";
}
