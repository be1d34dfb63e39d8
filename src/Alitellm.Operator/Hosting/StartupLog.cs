namespace Alitellm.Operator.Hosting;

/// <summary>Says once who starts and with which settings. The options hold no secret.</summary>
internal static partial class StartupLog
{
    public static void Write(ILogger logger, OperatorOptions options)
    {
        if (options.DangerouslyLogBodies)
        {
            // One record per line, so that the banner looks the same in both log formats.
            BannerRule(logger);
            BannerVariable(logger);
            BannerWarning(logger);
            BannerRule(logger);
        }

        Identity(logger, OperatorVersion.Stamp, options.Identity, options.InstanceId);
        Configuration(logger, new ResolvedConfiguration(options));
    }

    [LoggerMessage(LogLevel.Error, "****************************************************************")]
    private static partial void BannerRule(ILogger logger);

    [LoggerMessage(LogLevel.Error, "LITELLM_OPERATOR_DANGEROUSLY_LOG_BODIES is true.")]
    private static partial void BannerVariable(ILogger logger);

    [LoggerMessage(LogLevel.Error, "Request and answer bodies are logged, SECRETS INCLUDED. Never leave this on in production.")]
    private static partial void BannerWarning(ILogger logger);

    [LoggerMessage(LogLevel.Information, "starting {Operator} as {Identity} of instance {InstanceId}")]
    private static partial void Identity(ILogger logger, string @operator, string identity, string instanceId);

    private static void Configuration(ILogger logger, ResolvedConfiguration configuration) =>
        logger.Log(LogLevel.Information, default, configuration, null, static (_, _) => "resolved configuration");
}
