using System.Collections.Immutable;
using Spasms.Knowledge.RedFlags;

namespace Spasms.Dialog.RedFlags;

/// <summary>What the red-flag scan found in one message.</summary>
/// <param name="Level">The gravest level found.</param>
/// <param name="Hits">What was found, gravest first, then in the order of the message; one hit a family.</param>
public sealed record ScanResult(RedFlagLevel Level, ImmutableArray<FlagHit> Hits)
{
    /// <summary>Where words alone raised the alarm: the names of what they are about, in our own words.</summary>
    public ImmutableArray<string> Heard { get; init; } = [];

    /// <summary>Nothing found.</summary>
    public static ScanResult None { get; } = new(RedFlagLevel.None, []);

    /// <summary>Without what was only weighed, or read under correction and would have to be asked about.</summary>
    public ScanResult Clear()
    {
        ImmutableArray<FlagHit> clear = [.. Hits.Where(h => h.Family != RedFlagScan.ManySigns && h.Level > RedFlagLevel.Ask)];
        return clear.IsEmpty ? None : new ScanResult(clear[0].Level, clear);
    }
}

/// <summary>One family found in a message.</summary>
/// <param name="Family">Id of the family in red-flags.yaml.</param>
/// <param name="Level">The level of the pattern that matched.</param>
/// <param name="Start">Offset of the first word of the sign, in UTF-16 units of the message.</param>
/// <param name="Length">Length of the words from the first to the last of the sign.</param>
/// <param name="Person">Who has the sign.</param>
/// <param name="Corrected">True when a word was read under spelling correction.</param>
public readonly record struct FlagHit(string Family, RedFlagLevel Level, int Start, int Length, FlagPerson Person, bool Corrected);

/// <summary>Who has the sign.</summary>
public enum FlagPerson
{
    /// <summary>The person writing.</summary>
    Self,

    /// <summary>Someone with or near the person writing.</summary>
    Other,
}
