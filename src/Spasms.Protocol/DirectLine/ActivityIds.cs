using System.Globalization;

namespace Spasms.Protocol;

/// <summary>Ids of activities: the conversation and the place in its log, sortable as text.</summary>
public static class ActivityIds
{
    /// <summary>The id of the activity at this place.</summary>
    public static string Of(string conversation, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversation}|{sequence:D7}");

    /// <summary>The place of an activity in the log of its conversation; false for an id of another conversation or none of ours.</summary>
    public static bool TryPlace(string conversation, string id, out long sequence)
    {
        sequence = 0;
        return id.Length > conversation.Length + 1
            && id.StartsWith(conversation, StringComparison.Ordinal)
            && id[conversation.Length] == '|'
            && long.TryParse(id.AsSpan(conversation.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out sequence)
            && sequence > 0;
    }
}
