using System.Globalization;

namespace Alitellm.LiteLLM;

/// <summary>Reads <c>Retry-After</c>, as seconds (fractions too) or as a date.</summary>
public static class RetryAfterHeader
{
    /// <summary>The longest wait that is believed; a gateway's mistake must not park an endpoint for a day.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromMinutes(5);

    /// <returns>A wait between zero and <see cref="Max"/>; null when the header is missing or makes no sense.</returns>
    public static TimeSpan? Read(HttpResponseMessage answer, TimeProvider time)
    {
        if (!answer.Headers.NonValidated.TryGetValues("Retry-After", out var values) || values.Count == 0)
        {
            return null;
        }

        var text = values.First().Trim();
        if (text.Length > 0
            && char.IsAsciiDigit(text[0])
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, Max.TotalSeconds));
        }

        if (!DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return null;
        }

        var wait = date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < Max ? wait : Max;
    }
}
