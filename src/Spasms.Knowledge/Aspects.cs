namespace Spasms.Knowledge;

/// <summary>Aspects as they are written in files.</summary>
public static class Aspects
{
    private static readonly string[] Names = ["definition", "causes", "symptoms", "tests", "treatment", "prevention", "when-to-get-help"];

    /// <summary>All names, for messages.</summary>
    public static string Known { get; } = string.Join(", ", Names);

    /// <summary>The name in files: <c>when-to-get-help</c>.</summary>
    public static string NameOf(Aspect aspect) => Names[(int)aspect];

    /// <summary>The aspect of a name, or null.</summary>
    public static Aspect? Parse(string name)
    {
        var at = Array.IndexOf(Names, name);
        return at < 0 ? null : (Aspect)at;
    }
}
