using System.Globalization;

namespace Alitellm.Benchmarks;

/// <summary>Options in the form <c>--name value</c>.</summary>
internal static class Arguments
{
    /// <exception cref="FormatException">The value is no whole number above 0.</exception>
    public static int Number(string[] args, string name, int fallback)
    {
        int index = Array.IndexOf(args, name);
        if (index < 0)
        {
            return fallback;
        }

        return index + 1 < args.Length && int.TryParse(args[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0
            ? value
            : throw new FormatException($"{name} takes a whole number above 0");
    }
}
