using System.Globalization;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>The texts Python may give a number of our JSON: LiteLLM shows numbers under masked names as <c>str(value)</c>.</summary>
internal static class PythonNumber
{
    /// <summary>
    /// The text as written, and what Python prints for the number read as a float. A whole number may be either, since LiteLLM declares
    /// some parameters as floats.
    /// </summary>
    public static IEnumerable<string> Texts(string number)
    {
        yield return number;
        if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
        {
            yield return Repr(value);
        }
    }

    /// <summary>Shortest digits that round-trip; an exponent below 1e-4 and from 1e16 on, with at least two digits.</summary>
    private static string Repr(double value)
    {
        if (value == 0)
        {
            return double.IsNegative(value) ? "-0.0" : "0.0";
        }

        // The shortest round-trip digits are the same everywhere; only their layout is Python's own.
        _ = DecimalText.TryParse(value.ToString("R", CultureInfo.InvariantCulture), out var number);
        var sign = number.Negative ? "-" : "";
        var digits = number.Digits;
        var point = digits.Length + (int)number.Exponent;
        if (point is > 16 or < -3)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            var exponent = point - 1;
            var magnitude = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{magnitude}";
        }

        if (point <= 0)
        {
            return $"{sign}0.{new string('0', -point)}{digits}";
        }

        return point >= digits.Length
            ? $"{sign}{digits}{new string('0', point - digits.Length)}.0"
            : $"{sign}{digits[..point]}.{digits[point..]}";
    }
}
