namespace Alitellm.Operator.Hosting;

/// <summary>Says once who starts and with which settings. The options hold no secret.</summary>
internal static partial class StartupLog
{
    public static void Write(ILogger logger, OperatorOptions options)
    {
        if (options.DangerouslyLogBodies)
        {
            Banner(logger, "****************************************************************");
            Banner(logger, "LITELLM_OPERATOR_DANGEROUSLY_LOG_BODIES is true.");
            Banner(logger, "Request and answer bodies are logged, SECRETS INCLUDED.");
            Banner(logger, "Never leave this on in production.");
            Banner(logger, "****************************************************************");
        }

        Identity(logger, OperatorVersion.Stamp, options.Identity, options.InstanceId);
        Configuration(logger, new ResolvedConfiguration(options));
    }

    [LoggerMessage(LogLevel.Error, "{Banner}")]
    private static partial void Banner(ILogger logger, string banner);

    [LoggerMessage(LogLevel.Information, "starting {Operator} as {Identity} of instance {InstanceId}")]
    private static partial void Identity(ILogger logger, string @operator, string identity, string instanceId);

    private static void Configuration(ILogger logger, ResolvedConfiguration configuration) =>
        logger.Log(LogLevel.Information, default, configuration, null, static (_, _) => "resolved configuration");
}
