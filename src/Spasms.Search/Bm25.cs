namespace Spasms.Search;

/// <summary>
/// The formulas of BM25 (Robertson and Walker 1994, in Lucene's form without the constant factor).
/// Only IEEE basic operations are used, so that a score is the same to the last bit on every machine.
/// </summary>
internal static class Bm25
{
    private const double K1 = 1.2;
    private const double B = 0.75;
    private const double Ln2 = 0.69314718055994530941723212145818;

    /// <summary>Inverse document frequency, from 0 up; highest where no document has the term.</summary>
    /// <param name="documents">Documents in all.</param>
    /// <param name="having">Documents that have the term in any field.</param>
    public static double Idf(int documents, int having) => Ln(1 + ((documents - having + 0.5) / (having + 0.5)));

    /// <summary>A field's saturated term frequency, 0 to 1.</summary>
    /// <param name="frequency">How often the field has the term.</param>
    /// <param name="length">Words of the field.</param>
    /// <param name="average">Mean words of this field over all documents.</param>
    public static double Saturation(int frequency, int length, double average) =>
        frequency == 0 ? 0 : frequency / (frequency + (K1 * (1 - B + (B * (average > 0 ? length / average : 1)))));

    /// <summary>Natural logarithm of a number from 1 up. Math.Log may differ in the last bit between platforms.</summary>
    internal static double Ln(double x)
    {
        var halvings = 0;
        while (x > 1.5)
        {
            x /= 2;
            halvings++;
        }

        // ln x = 2 artanh((x - 1) / (x + 1)); |s| is at most 1/5 (or 1/7 below 1), so 13 terms reach the last bit.
        var s = (x - 1) / (x + 1);
        var square = s * s;
        var sum = 0.0;
        for (var n = 25; n >= 1; n -= 2)
        {
            sum = (sum * square) + (1.0 / n);
        }

        return (2 * s * sum) + (halvings * Ln2);
    }
}
