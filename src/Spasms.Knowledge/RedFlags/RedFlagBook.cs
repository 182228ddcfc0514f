namespace Spasms.Knowledge.RedFlags;

/// <summary>The families of warning words that every message is scanned for (knowledge/red-flags.yaml).</summary>
public sealed record RedFlagBook
{
    /// <summary>No families.</summary>
    public static RedFlagBook Empty { get; } = new();
}
