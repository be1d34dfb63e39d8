namespace Alitellm.LiteLLM.Http;

/// <summary>
/// Turns every failure below into a <see cref="LiteLLMException"/>. What the caller's own parts throw (cancellation, fence, key source)
/// passes unchanged. An entry that a <c>DELETE</c> did not find is deleted.
/// </summary>
internal sealed class ErrorMappingHandler(TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw LiteLLMErrors.FromTransport(request, error);
        }
        catch (IOException error)
        {
            throw LiteLLMErrors.FromBrokenRead(request, error);
        }
        catch (TimeoutException error)
        {
            throw LiteLLMErrors.FromTimeout(request, error);
        }
        catch (ResponseTooLargeException error)
        {
            throw LiteLLMErrors.FromTooLarge(request, error);
        }
        catch (MasterKeyFormatException error)
        {
            throw LiteLLMErrors.FromBadKey(request, error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw LiteLLMErrors.FromAbort(request, error);
        }

        if (!answer.IsSuccessStatusCode)
        {
            return await RefuseAsync(request, answer, cancellationToken);
        }

        if (answer.Content.Headers.ContentLength == 0)
        {
            // Refit returns nothing for an empty body; a JSON null goes through the reader and is judged there.
            answer.Content = new ByteArrayContent("null"u8.ToArray());
        }

        return answer;
    }

    private async Task<HttpResponseMessage> RefuseAsync(HttpRequestMessage request, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using (answer)
        {
            var body = ErrorBody.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            var error = LiteLLMErrors.FromAnswer(request, (int)answer.StatusCode, body, RetryAfterHeader.Read(answer, time), BearerAuthHandler.KeyOf(request));
            return request.Method == HttpMethod.Delete && error.Class == LiteLLMErrorClass.NotFound
                ? new HttpResponseMessage(System.Net.HttpStatusCode.NoContent) { RequestMessage = request }
                : throw error;
        }
    }
}
