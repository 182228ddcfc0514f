namespace Spasms.Knowledge.Questions;

/// <summary>Sums turned into shares of 1, to the same bits on every machine.</summary>
internal static class Softmax
{
    // Below this nothing is left of a share.
    private const double Least = -80;

    // 1, 1/1!, 1/2!, ...: enough for half a bit on either side of 0.
    private static readonly double[] Series = [1, 1, 1 / 2.0, 1 / 6.0, 1 / 24.0, 1 / 120.0, 1 / 720.0, 1 / 5040.0, 1 / 40320.0];

    /// <summary>Turns each sum into its share.</summary>
    public static void Of(Span<float> sums)
    {
        var most = float.NegativeInfinity;
        foreach (var sum in sums)
        {
            most = Math.Max(most, sum);
        }

        var all = 0f;
        foreach (ref var sum in sums)
        {
            sum = (float)Exp(sum - most);
            all += sum;
        }

        foreach (ref var sum in sums)
        {
            sum /= all;
        }
    }

    // Math.Exp is the platform's own, and platforms differ in the last bit (I7).
    private static double Exp(double power)
    {
        if (power < Least)
        {
            return 0;
        }

        const double Log2 = 0.6931471805599453;
        var twos = Math.Floor((power / Log2) + 0.5);
        var rest = power - (twos * Log2);
        var value = 0.0;
        for (var i = Series.Length - 1; i >= 0; i--)
        {
            value = (value * rest) + Series[i];
        }

        return value * BitConverter.Int64BitsToDouble(((long)twos + 1023) << 52);
    }
}
