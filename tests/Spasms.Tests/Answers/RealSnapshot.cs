using Spasms.Dialog;

namespace Spasms.Tests.Answers;

/// <summary>The snapshot of the real knowledge folder, made once for all tests.</summary>
internal static class RealSnapshot
{
    /// <summary>The snapshot, for the United States.</summary>
    public static Snapshot Value => Content.In("US");
}
