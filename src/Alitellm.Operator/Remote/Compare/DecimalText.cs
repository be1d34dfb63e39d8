using System.Globalization;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>
/// A number of JSON's grammar, exactly: <c>±Digits × 10^Exponent</c> without leading or trailing zeros in the digits, so that two texts
/// are numerically equal exactly when their values here are equal. Zero has no digits, no sign and no exponent.
/// </summary>
internal readonly record struct DecimalText(bool Negative, string Digits, long Exponent)
{
    /// <summary>Longer exponents are refused instead of computed; 17 digits leave room for the shift by the fraction in 64 bits.</summary>
    private const int _maxExponentDigits = 17;

    /// <summary>Whether two JSON numbers are equal, decided on their texts.</summary>
    public static bool AreEqual(string left, string right)
    {
        return string.Equals(left, right, StringComparison.Ordinal)
            || (TryParse(left, out var x) && TryParse(right, out var y) && x == y);
    }

    /// <summary>Reads <c>-?digits(.digits)?([eE][+-]?digits)?</c>; leading zeros are allowed.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DecimalText number)
    {
        number = default;
        var negative = text.StartsWith("-");
        var at = negative ? 1 : 0;
        if (!TryTakeDigits(text, ref at, out var whole))
        {
            return false;
        }

        var fraction = ReadOnlySpan<char>.Empty;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (!TryTakeDigits(text, ref at, out fraction))
            {
                return false;
            }
        }

        if (!TryTakeExponent(text, ref at, out var exponent) || at < text.Length)
        {
            return false;
        }

        var digits = string.Concat(whole, fraction).AsSpan().TrimStart('0');
        var significant = digits.TrimEnd('0');
        number = significant.IsEmpty
            ? new(false, "", 0)
            : new(negative, significant.ToString(), exponent - fraction.Length + (digits.Length - significant.Length));
        return true;
    }

    public override string ToString()
    {
        return Digits is not { Length: > 0 }
            ? "0"
            : string.Create(CultureInfo.InvariantCulture, $"{(Negative ? "-" : "")}{Digits}{(Exponent == 0 ? "" : $"e{Exponent}")}");
    }

    private static bool TryTakeExponent(ReadOnlySpan<char> text, scoped ref int at, out long exponent)
    {
        exponent = 0;
        if (at == text.Length || text[at] is not ('e' or 'E'))
        {
            return true;
        }

        at++;
        var negative = at < text.Length && text[at] == '-';
        if (at < text.Length && text[at] is ('+' or '-'))
        {
            at++;
        }

        if (!TryTakeDigits(text, ref at, out var digits))
        {
            return false;
        }

        digits = digits.TrimStart('0');
        if (digits.Length > _maxExponentDigits)
        {
            return false;
        }

        var magnitude = digits.IsEmpty ? 0 : long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        exponent = negative ? -magnitude : magnitude;
        return true;
    }

    /// <summary>Takes the digits at the place, at least one.</summary>
    private static bool TryTakeDigits(ReadOnlySpan<char> text, scoped ref int at, out ReadOnlySpan<char> digits)
    {
        var rest = text[at..];
        var length = rest.IndexOfAnyExceptInRange('0', '9');
        digits = length < 0 ? rest : rest[..length];
        at += digits.Length;
        return !digits.IsEmpty;
    }
}
