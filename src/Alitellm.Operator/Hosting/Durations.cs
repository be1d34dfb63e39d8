using System.Buffers;
using System.Globalization;

namespace Alitellm.Operator.Hosting;

/// <summary>Durations in Go's grammar: an optional sign, then numbers with a unit each (<c>1h30m</c>, <c>1.5s</c>, <c>500ms</c>), or <c>0</c>.</summary>
internal static class Durations
{
    private static readonly SearchValues<char> s_numberCharacters = SearchValues.Create("0123456789.");

    // Longest names first, so that "ms" is not read as minutes.
    private static readonly (string Unit, decimal Ticks)[] s_units =
    [
        ("ns", 0.01m),
        ("us", TimeSpan.TicksPerMicrosecond),
        ("µs", TimeSpan.TicksPerMicrosecond),
        ("μs", TimeSpan.TicksPerMicrosecond),
        ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
    ];

    public static bool TryParse(string text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        ReadOnlySpan<char> rest = text;
        bool negative = rest.StartsWith('-');
        if (negative || rest.StartsWith('+'))
        {
            rest = rest[1..];
        }

        if (rest is "0")
        {
            return true;
        }

        decimal ticks = 0;
        do
        {
            if (!TryTakeNumber(ref rest, out decimal number) || !TryTakeUnit(ref rest, out decimal unit))
            {
                return false;
            }

            ticks += number * unit;
        }
        while (rest.Length > 0 && ticks <= long.MaxValue);

        if (ticks > long.MaxValue)
        {
            return false;
        }

        value = TimeSpan.FromTicks((long)(negative ? -ticks : ticks));
        return true;
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<char> rest, out decimal number)
    {
        int length = rest.IndexOfAnyExcept(s_numberCharacters);
        number = 0;
        if (length <= 0 || length > 18 || !decimal.TryParse(rest[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        rest = rest[length..];
        return true;
    }

    private static bool TryTakeUnit(ref ReadOnlySpan<char> rest, out decimal ticks)
    {
        foreach ((string unit, decimal unitTicks) in s_units)
        {
            if (rest.StartsWith(unit, StringComparison.Ordinal))
            {
                rest = rest[unit.Length..];
                ticks = unitTicks;
                return true;
            }
        }

        ticks = 0;
        return false;
    }
}
