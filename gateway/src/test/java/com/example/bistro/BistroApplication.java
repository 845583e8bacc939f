// SPDX-License-Identifier: Apache-2.0
package com.example.bistro;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class BistroApplication {}
