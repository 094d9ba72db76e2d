package rapport.security;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has an address that cannot be one told as such, and not as a web server that does not start. */
@Configuration(proxyBeanMethods = false)
class AddressFirst {

    /** By asking for it, the web server waits until the address is known to be one. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> afterTheAddress(PublicAddress address) {
        return server -> {};
    }
}
