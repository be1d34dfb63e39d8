using System.Buffers;
using System.Globalization;
using System.Text;

namespace Alitellm.Api.Common;

/// <summary>
/// Durations as Go's <c>time.ParseDuration</c> reads and <c>Duration.String</c> writes them: <c>1h30m</c>, <c>500ms</c>, <c>-1.5h</c>, <c>0</c>.
/// The range is Go's, a signed 64-bit number of nanoseconds (about 292 years); a <see cref="TimeSpan"/> counts 100 ns, smaller parts are cut off
/// towards zero.
/// </summary>
public static class GoDuration
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Unit, long Nanoseconds)[] Units =
    [
        ("ns", 1),
        ("us", 1_000),
        ("\u00b5s", 1_000), // the micro sign
        ("\u03bcs", 1_000), // the Greek letter
        ("ms", 1_000_000),
        ("s", 1_000_000_000),
        ("m", 60_000_000_000),
        ("h", 3_600_000_000_000),
    ];

    /// <summary>Reads a duration.</summary>
    /// <exception cref="FormatException">The text is no duration, or one out of range; the message quotes it.</exception>
    public static TimeSpan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var duration) ? duration : throw new FormatException($"'{text}' is not a Go duration such as 1h30m, 90s or 500ms.");
    }

    /// <summary>Reads a duration; false when the text is none or out of range.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = text.AsSpan();
        var negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+"))
        {
            rest = rest[1..];
        }

        if (rest is "0")
        {
            return true;
        }

        if (rest.IsEmpty)
        {
            return false;
        }

        // The negative range is one nanosecond longer than the positive one, as in Go.
        var limit = negative ? -(Int128)long.MinValue : long.MaxValue;
        Int128 total = 0;
        while (!rest.IsEmpty)
        {
            if (!TryReadPart(ref rest, limit, out var part) || (total += part) > limit)
            {
                return false;
            }
        }

        var ticks = (long)(total / TimeSpan.NanosecondsPerTick);
        duration = TimeSpan.FromTicks(negative ? -ticks : ticks);
        return true;
    }

    /// <summary>Writes a duration as Go does: <c>1h30m0s</c>, <c>1.5s</c>, <c>500ms</c>, <c>0s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        var nanoseconds = Int128.Abs((Int128)duration.Ticks * TimeSpan.NanosecondsPerTick);
        var text = new StringBuilder(duration < TimeSpan.Zero ? "-" : "");
        if (nanoseconds < 1_000_000_000)
        {
            var (unit, size) = (long)nanoseconds switch
            {
                < 1_000 => ("ns", 1L),
                < 1_000_000 => ("\u00b5s", 1_000L),
                _ => ("ms", 1_000_000L),
            };
            return AppendDecimal(text, nanoseconds, size).Append(unit).ToString();
        }

        var seconds = nanoseconds / 1_000_000_000;
        var hours = seconds / 3600;
        if (hours > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{hours}h");
        }

        if (seconds >= 60)
        {
            text.Append(CultureInfo.InvariantCulture, $"{seconds / 60 % 60}m");
        }

        return AppendDecimal(text, nanoseconds % 60_000_000_000, 1_000_000_000).Append('s').ToString();
    }

    /// <summary>Reads a number and its unit, in nanoseconds; false when there is none or it is greater than the limit.</summary>
    private static bool TryReadPart(ref ReadOnlySpan<char> rest, Int128 limit, out Int128 nanoseconds)
    {
        nanoseconds = 0;
        var whole = TakeDigits(ref rest);
        var fraction = ReadOnlySpan<char>.Empty;
        if (rest.StartsWith("."))
        {
            rest = rest[1..];
            fraction = TakeDigits(ref rest);
        }

        if ((whole.IsEmpty && fraction.IsEmpty) || !TryTakeUnit(ref rest, out var size))
        {
            return false;
        }

        foreach (var digit in whole)
        {
            nanoseconds = (nanoseconds * 10) + (digit - '0');
            if (nanoseconds * size > limit)
            {
                return false;
            }
        }

        // Go scales the fraction in floating point: with more digits than it can hold, 0.3333333333333333333h is 20m.
        nanoseconds *= size;
        long digits = 0;
        double scale = 1;
        foreach (var digit in fraction)
        {
            if (digits > (long.MaxValue - 9) / 10)
            {
                break;
            }

            digits = (digits * 10) + (digit - '0');
            scale *= 10;
        }

        nanoseconds += (long)(digits * (size / scale));
        return nanoseconds <= limit;
    }

    private static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? rest : rest[..end];
        rest = rest[digits.Length..];
        return digits;
    }

    private static bool TryTakeUnit(ref ReadOnlySpan<char> rest, out long size)
    {
        var end = rest.IndexOfAny(NumberCharacters);
        var name = end < 0 ? rest : rest[..end];
        foreach (var (unit, nanoseconds) in Units)
        {
            if (name.SequenceEqual(unit))
            {
                rest = rest[name.Length..];
                size = nanoseconds;
                return true;
            }
        }

        size = 0;
        return false;
    }

    private static StringBuilder AppendDecimal(StringBuilder text, Int128 value, long unit)
    {
        text.Append(CultureInfo.InvariantCulture, $"{value / unit}");
        var fraction = (long)(value % unit);
        if (fraction == 0)
        {
            return text;
        }

        var digits = fraction.ToString(CultureInfo.InvariantCulture).PadLeft(unit.ToString(CultureInfo.InvariantCulture).Length - 1, '0');
        return text.Append('.').Append(digits.TrimEnd('0'));
    }
}
