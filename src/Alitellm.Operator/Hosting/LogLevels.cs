using System.Globalization;

namespace Alitellm.Operator.Hosting;

/// <summary>Names of log levels: ours, those of zap, and zap's numbers for growing detail.</summary>
internal static class LogLevels
{
    public const string Accepted = "trace, debug, info, warn, error, panic, or a number above 0 for more detail";

    public static bool TryParse(string text, out LogLevel level)
    {
        LogLevel? known = text.ToLowerInvariant() switch
        {
            "trace" => LogLevel.Trace,
            "debug" or "1" => LogLevel.Debug,
            "info" => LogLevel.Information,
            "warn" or "warning" => LogLevel.Warning,
            "error" => LogLevel.Error,
            "panic" => LogLevel.Critical,
            _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int detail) && detail > 1 ? LogLevel.Trace : null,
        };
        level = known.GetValueOrDefault(LogLevel.Information);
        return known is not null;
    }

    /// <summary>The name written into log records.</summary>
    public static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "fatal",
    };
}
