namespace Spasms.Knowledge;

/// <summary>The form of ids: lower-case letters and digits, words joined by single hyphens.</summary>
internal static class Ids
{
    /// <summary>True for <c>what-spasms-are</c>.</summary>
    public static bool IsGood(string id)
    {
        if (id.Length == 0 || id[0] == '-' || id[^1] == '-' || id.Contains("--", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var c in id)
        {
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterLower(c) && c != '-')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reports a bad id.</summary>
    public static void Check(DiagnosticBag bag, Place at, string id)
    {
        if (id.Length > 0 && !IsGood(id))
        {
            bag.Report(Codes.BadId, at, $"'{id}' is no good id: use lower-case words joined by hyphens.");
        }
    }
}
