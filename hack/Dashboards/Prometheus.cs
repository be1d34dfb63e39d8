using System.Globalization;
using System.Text.Json;

namespace Alitellm.Dashboards;

/// <summary>The part of Prometheus' HTTP API that is used.</summary>
internal sealed class Prometheus(Uri address) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = address };

    /// <exception cref="InvalidOperationException">Prometheus refuses the query.</exception>
    public async Task<IReadOnlyList<Series>> RangeAsync(string expression, DateTimeOffset from, DateTimeOffset to, TimeSpan step)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"api/v1/query_range?query={Uri.EscapeDataString(expression)}&start={from.ToUnixTimeSeconds()}&end={to.ToUnixTimeSeconds()}&step={step.TotalSeconds}");
        using var answer = JsonDocument.Parse(await _client.GetStringAsync(new Uri(url, UriKind.Relative)));
        return
        [
            .. answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray()
                .Select(static series => new Series(
                    series.GetProperty("metric").EnumerateObject().ToDictionary(static label => label.Name, static label => label.Value.GetString()!),
                    [.. series.GetProperty("values").EnumerateArray().Select(static point => (point[0].GetDouble(), double.Parse(point[1].GetString()!, CultureInfo.InvariantCulture))).Where(static point => double.IsFinite(point.Item2))]))
                .Where(static series => series.Points.Count > 0),
        ];
    }

    public void Dispose() => _client.Dispose();
}
