namespace Spasms.Dialog.Recognizers;

/// <summary>Reads how bad something is, 0 to 10: "7/10", "about six or seven", "really bad".</summary>
internal static class ScaleReader
{
    /// <summary>Words in order of weight: the first that stands in the text counts.</summary>
    private static readonly (string Word, double Value)[] Words =
    [
        ("no pain", 0), ("not painful", 0), ("doesnt hurt", 0), ("doesnt really hurt", 0), ("isnt painful", 0), ("does not hurt", 0), ("painless", 0), ("not at all", 0), ("no", 0), ("none", 0), ("nothing", 0),
        ("worst", 10), ("unbearable", 10), ("excruciating", 10), ("agony", 10), ("cant stand it", 10), ("screaming", 10), ("max", 10),
        ("not too bad", 3), ("not that bad", 3), ("not so bad", 3), ("not bad", 3), ("not very bad", 3),
        ("extremely", 9), ("terrible", 9), ("horrible", 9), ("awful", 9), ("severe", 8), ("really bad", 8), ("very bad", 8), ("pretty bad", 7), ("really painful", 8), ("very painful", 8), ("intense", 8), ("strong", 7), ("quite bad", 7), ("quite painful", 7), ("pretty painful", 7),
        ("moderate", 5), ("medium", 5), ("middling", 5), ("so so", 5), ("annoying", 3), ("bearable", 4), ("tolerable", 4), ("manageable", 4), ("live with it", 4), ("mild", 2), ("slight", 2), ("a little", 2), ("a bit", 2), ("minor", 2), ("hardly", 1), ("barely", 1), ("bad", 7), ("painful", 6), ("hurts", 6),
    ];

    /// <summary>A value from 0 to 10; two numbers beside each other give the greater.</summary>
    public static Reading Read(Said said)
    {
        var amounts = NumberReader.All(said);
        if (amounts.Length >= 2 && amounts[^1].Value == 10 && IsOutOf(said, amounts[^2], amounts[^1]))
        {
            amounts = amounts.RemoveAt(amounts.Length - 1);
        }

        if (amounts.Any(a => a.Value is < 0 or > 10))
        {
            return new Reading.Ambiguous();
        }

        if (amounts.Length is 1 or 2 && (amounts.Length == 1 || amounts[1].Value - amounts[0].Value is >= 0 and <= 2))
        {
            return new Reading.Value(amounts[^1].Value);
        }

        if (amounts.Length > 0)
        {
            return new Reading.Ambiguous();
        }

        foreach (var (word, value) in Words)
        {
            if (said.Has(word))
            {
                return new Reading.Value(value);
            }
        }

        return new Reading.Unread();
    }

    private static bool IsOutOf(Said said, Amount value, Amount ten) =>
        value.After == ten.First || (said[value.After] is "out" && said[value.After + 1] is "of") || (said[value.After] is "of" or "over" or "on" && value.After + 1 == ten.First);
}
