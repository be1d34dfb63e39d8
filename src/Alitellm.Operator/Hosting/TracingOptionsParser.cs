namespace Alitellm.Operator.Hosting;

/// <summary>The variables of OpenTelemetry that are followed; the last two mean nothing without the first.</summary>
internal static class TracingOptionsParser
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string Headers = "OTEL_EXPORTER_OTLP_HEADERS";

    public static TracingOptions? Parse(SettingsReader settings)
    {
        string? endpoint = settings.Text(Endpoint);
        TraceProtocol protocol = settings.Parse<TraceProtocol>(Protocol, TraceProtocol.HttpProtobuf, TryProtocol, "http/protobuf or grpc");
        string? headers = settings.Text(Headers);
        if (endpoint is null)
        {
            foreach (string variable in new[] { Protocol, Headers }.Where(variable => settings.Text(variable) is not null))
            {
                settings.Refuse($"{variable} is set but {Endpoint} is not.");
            }

            return null;
        }

        // Neither is quoted: the one may carry a password, the other a token.
        if (headers is not null && headers.Split(',').Any(static pair => pair.IndexOf('=', StringComparison.Ordinal) is not > 0))
        {
            settings.Refuse($"{Headers} is not a comma-separated list of name=value.");
        }

        if (Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) && address.Scheme is ("http" or "https") && address.UserInfo.Length == 0)
        {
            return new TracingOptions(address, protocol, headers);
        }

        settings.Refuse($"{Endpoint} is not an absolute http or https address without credentials.");
        return null;
    }

    private static bool TryProtocol(string text, out TraceProtocol value)
    {
        value = text == "grpc" ? TraceProtocol.Grpc : TraceProtocol.HttpProtobuf;
        return text is "grpc" or "http/protobuf";
    }
}
