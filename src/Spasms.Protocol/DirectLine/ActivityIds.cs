using System.Globalization;

namespace Spasms.Protocol;

/// <summary>Ids of activities: the conversation and the place in its log, sortable as text.</summary>
public static class ActivityIds
{
    /// <summary>The id of the activity at this place.</summary>
    public static string Of(string conversation, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversation}|{sequence:0000000}");
}
