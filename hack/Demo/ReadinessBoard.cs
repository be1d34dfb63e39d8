using System.Globalization;
using Alitellm.Demo.Kubernetes;

namespace Alitellm.Demo;

/// <summary>Tells in plain lines how objects change; nothing is overwritten, so it reads the same in a terminal, a pipe and a log.</summary>
/// <param name="output">Gets the lines.</param>
/// <param name="isCounted">Objects that get no line of their own but are counted together.</param>
internal sealed class ReadinessBoard(TextWriter output, Func<Readiness, bool> isCounted)
{
    /// <summary>Between two lines that count.</summary>
    private static readonly TimeSpan s_countInterval = TimeSpan.FromSeconds(1);

    private readonly long _started = TimeProvider.System.GetTimestamp();
    private Dictionary<string, Readiness> _shown = new(StringComparer.Ordinal);
    private (int Ready, int All) _counted;
    private TimeSpan _countedAt = -s_countInterval;

    /// <summary>Since the board was made.</summary>
    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_started);

    public async Task ShowAsync(IReadOnlyCollection<Readiness> objects)
    {
        var single = objects.Where(found => !isCounted(found)).ToDictionary(static found => found.Title, StringComparer.Ordinal);
        foreach (var found in single.Values.Where(found => Differs(_shown.GetValueOrDefault(found.Title), found)))
        {
            var why = found.IsReady || found.Message.Length == 0 ? "" : $": {found.Message}";
            await LineAsync($"{found.Title}  Ready={found.Status} {found.Reason}".TrimEnd() + why);
        }

        foreach (var gone in _shown.Keys.Where(title => !single.ContainsKey(title)))
        {
            await LineAsync($"{gone}  gone");
        }

        _shown = single;
        await CountAsync(objects.Count(found => isCounted(found) && found.IsReady), objects.Count - single.Count);
    }

    private async Task CountAsync(int ready, int all)
    {
        if ((ready, all) != _counted && (ready == all || Elapsed - _countedAt >= s_countInterval))
        {
            (_counted, _countedAt) = ((ready, all), Elapsed);
            await LineAsync($"{ready} of {all} generated models Ready");
        }
    }

    private static bool Differs(Readiness? shown, Readiness found) => shown?.Status != found.Status || shown.Reason != found.Reason;

    private Task LineAsync(string text) =>
        output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"[{Elapsed.TotalSeconds,6:f1} s] {text}"));
}
