namespace Spasms.Dialog;

/// <summary>What the person has told of their trouble so far: the questionnaire confirms facts in it instead of asking.</summary>
internal static class Stories
{
    // Enough for a long story; the questionnaire reads facts, not literature.
    private const int Longest = 4000;

    /// <summary>The story with a message added, when it tells of trouble; the oldest words give way.</summary>
    public static string Add(string story, string text, bool tellsTrouble)
    {
        if (!tellsTrouble || text.Length == 0)
        {
            return story;
        }

        var whole = story.Length == 0 ? text : story + "\n" + text;
        return whole.Length <= Longest ? whole : whole[^Longest..];
    }
}
