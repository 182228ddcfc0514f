namespace Spasms.Knowledge.RedFlags;

/// <summary>What a red flag calls for; a greater value is graver.</summary>
public enum RedFlagLevel
{
    /// <summary>Nothing was found.</summary>
    None = 0,

    /// <summary>The bot must ask before it goes on: the words may have meant a sign.</summary>
    Ask = 1,

    /// <summary>Help the same day.</summary>
    Urgent = 2,

    /// <summary>Help now, by the emergency number.</summary>
    Emergency = 3,

    /// <summary>Thoughts of self-harm: help now, in calm words of its own; the talk stays open.</summary>
    Crisis = 4,
}
