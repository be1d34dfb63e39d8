using System.Globalization;
using System.Text.Json;
using Alitellm.LiteLLM;

namespace Alitellm.Operator.Discovery.Sources;

/// <summary>A complete answer of a source.</summary>
internal sealed class SourceAnswer
{
    private readonly string _source;
    private readonly byte[] _body;
    private readonly TimeSpan? _retryAfter;
    private readonly Dictionary<string, string> _headers;
    private readonly bool _isHtml;

    public SourceAnswer(string source, HttpResponseMessage answer, byte[] body, TimeProvider time)
    {
        _source = source;
        _body = body;
        Status = (int)answer.StatusCode;
        _retryAfter = Status is 429 or 503 ? RetryAfterHeader.Read(answer, time) : null;
        _headers = answer.Headers.NonValidated.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _isHtml = answer.Content.Headers.ContentType?.MediaType == "text/html" || body.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("<"u8);
    }

    public int Status { get; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public ReadOnlyMemory<byte> Body => _body;

    public string? Header(string name)
    {
        return _headers.GetValueOrDefault(name);
    }

    /// <summary>What the status means, for a caller that has nothing more to say about it.</summary>
    public SourceException Failure()
    {
        return SourceErrors.FromStatus(_source, Status, _retryAfter);
    }

    /// <summary>The body of a success.</summary>
    /// <exception cref="SourceException">The answer is no success or no JSON.</exception>
    public SourceJson Json()
    {
        if (!IsSuccess)
        {
            throw Failure();
        }

        if (_isHtml)
        {
            throw SourceErrors.Unreachable(string.Create(CultureInfo.InvariantCulture, $"{_source} answered {Status} with HTML instead of JSON"));
        }

        try
        {
            return new SourceJson(_source, JsonElement.Parse(_body));
        }
        catch (JsonException)
        {
            // The cause is left out: it quotes the body.
            throw SourceErrors.Unreachable(string.Create(CultureInfo.InvariantCulture, $"{_source} answered {Status} with JSON that is incomplete or broken"));
        }
    }
}
