namespace Spasms.Tests.House;

/// <summary>The one check of the house: nothing found, and otherwise everything found is shown.</summary>
internal static class Check
{
    /// <summary>Fails with one line for each thing found.</summary>
    public static void None(IEnumerable<string> found)
    {
        var all = string.Join('\n', found);
        Assert.True(all.Length == 0, all);
    }
}
