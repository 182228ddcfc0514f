namespace Spasms.Tests;

/// <summary>A system of linear equations, for the learners' Newton steps.</summary>
internal static class LinearSystem
{
    /// <summary>Solves left times x = right by Gauss with pivots. Both are overwritten: right holds x.</summary>
    public static double[] Solve(double[,] left, double[] right)
    {
        var size = right.Length;
        for (var i = 0; i < size; i++)
        {
            var pivot = Enumerable.Range(i, size - i).MaxBy(r => Math.Abs(left[r, i]));
            for (var c = 0; c < size; c++)
            {
                (left[i, c], left[pivot, c]) = (left[pivot, c], left[i, c]);
            }

            (right[i], right[pivot]) = (right[pivot], right[i]);
            for (var r = i + 1; r < size; r++)
            {
                var times = left[r, i] / left[i, i];
                for (var c = i; c < size; c++)
                {
                    left[r, c] -= times * left[i, c];
                }

                right[r] -= times * right[i];
            }
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var c = i + 1; c < size; c++)
            {
                right[i] -= left[i, c] * right[c];
            }

            right[i] /= left[i, i];
        }

        return right;
    }
}
